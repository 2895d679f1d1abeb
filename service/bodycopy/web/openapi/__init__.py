"""What the service says of itself: an OpenAPI 3.1 document, put together from the tables that the code itself goes by.

Names and values of options come from the data model, errors with their status from the family, limits from the settings; only
what an answer looks like is written down once more, and held against real answers by the tests.
"""

from bodycopy.web.openapi.document import describe_service

__all__ = ["describe_service"]
