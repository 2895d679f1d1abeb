"""The HTTP service: `create_app(config)` for any WSGI server, `server.serve(config)` for the one that we run on."""

from bodycopy.web.app import create_app

__all__ = ["create_app"]
