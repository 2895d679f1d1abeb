"""The HTTP server: gunicorn's master and processes, h11 for messages, a loop for connections."""

from bodycopy.web.server.gunicorn import http_processes, serve, server_settings

__all__ = ["http_processes", "serve", "server_settings"]
