"""What people write themselves: trafilatura behind Flask. `gunicorn -w 2 bench.trafilatura_service:app`, for bench/load.py."""

from __future__ import annotations

import trafilatura
from flask import Flask, Response, request

app = Flask(__name__)


@app.post("/v1/extract")
def extract() -> Response:
    """The page in the body, its text and metadata as JSON."""
    answer = trafilatura.extract(
        request.get_data(), url=request.args.get("url"), include_comments=False, output_format="json", with_metadata=True
    )
    if answer is None:
        return Response('{"error": "nothing found"}', status=422, content_type="application/json")
    return Response(answer, content_type="application/json")
