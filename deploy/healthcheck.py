"""Ask the service in this container whether it is alive; exit 0 if it is.

Needs the standard library alone and starts without site-packages: it runs every few seconds beside the service.
"""

import http.client
import os
import sys

TIMEOUT_SECONDS = 4
DEFAULT_PORT = 8000


def main() -> int:
    # beside a Kubernetes Service called bodycopy, BODYCOPY_PORT is an address and not our setting
    setting = os.environ.get("BODYCOPY_PORT", "")
    connection = http.client.HTTPConnection("127.0.0.1", int(setting) if setting.isdecimal() else DEFAULT_PORT, TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        print(f"no answer: {error}")
        return 1
    print(f"status {status}")
    return 0 if status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
