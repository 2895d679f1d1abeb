# Build from the root of the repository: docker build -t bodycopy .
# To pin the base image by digest, name it from outside: --build-arg BASE=python:3.12-slim@sha256:...
ARG BASE=python:3.12-slim

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_COMPILE=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src

# The inner loops are compiled, which takes a tenth off a page; the compiler stays in this stage.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev >/dev/null && rm -rf /var/lib/apt/lists/*

# The dependencies have a layer of their own: a change of the code does not fetch them again.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv --without-pip /opt/bodycopy \
 && pip --python /opt/bodycopy/bin/python install --require-hashes --requirement requirements.lock \
 && pip install --require-hashes --requirement requirements-build.lock

COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY deploy/healthcheck.py deploy/
# Type stubs, sources of compiled modules, the tests that libraries ship, and onnxruntime's programs for making models are of no use to
# a running service.
RUN HATCH_BUILD_HOOK_ENABLE_MYPYC=true pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && pip --python /opt/bodycopy/bin/python install --no-deps /wheels/*.whl \
 && cp LICENSE deploy/healthcheck.py /opt/bodycopy/ \
 && find /opt/bodycopy/lib \( -type d -name tests -o -name '*.py[ixd]' -o -name '*.[ch]' \) -prune -exec rm -rf {} + \
 && rm -rf /opt/bodycopy/lib/python3.*/site-packages/onnxruntime/transformers \
           /opt/bodycopy/lib/python3.*/site-packages/onnxruntime/tools \
           /opt/bodycopy/lib/python3.*/site-packages/onnxruntime/quantization \
 && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/bodycopy/lib

FROM ${BASE}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="bodycopy" \
      org.opencontainers.image.description="Body copy and metadata out of raw web pages, with an account of what was left out" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"
COPY --from=build /opt/bodycopy /opt/bodycopy
# Each worker works on one page a thread; a pool of threads of numpy beside that would only take memory. score/runtime.py switches
# the telemetry of onnxruntime off; here it is off for whatever else is started in the container, too.
ENV PATH=/opt/bodycopy/bin:$PATH BODYCOPY_HOST=0.0.0.0 PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1 ORT_DISABLE_TELEMETRY=1
# Nothing is installed in a running container, so pip goes. Importing the service once leaves the bytecode of those parts of the
# standard library that it uses: the root file system is read-only later on, and the base image comes without.
RUN rm -rf /usr/local/lib/python3.*/site-packages/pip /usr/local/lib/python3.*/site-packages/pip-* \
      /usr/local/lib/python3.*/ensurepip /usr/local/bin/pip* \
 && python -c "import bodycopy.web.server, bodycopy.isolation.warm, multiprocessing.forkserver, multiprocessing.resource_tracker"
ENV PYTHONDONTWRITEBYTECODE=1
WORKDIR /
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-I", "-S", "/opt/bodycopy/healthcheck.py"]
ENTRYPOINT ["bodycopy"]
CMD ["serve"]
