"""Days as ISO 8601 and headers write them."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.options.day import read_day

DAY = date(2026, 3, 14)
SAME_DAY = [
    "2026-03-14",
    " 2026-03-14\n",
    "20260314",
    "2026-W11-6",
    "2026W116",
    "2026-w11-6",
    # with a time
    "2026-03-14T06:30:00+01:00",
    "2026-03-14T06:30:00 01:00",
    "2026-03-14T23:59:59-12:00",
    "2026-03-14T06:30:00Z",
    "2026-03-14t06:30:00z",
    "2026-03-14T06:30:00.123456789Z",
    "2026-03-14T06:30:00,5Z",
    "2026-03-14T06:30",
    "2026-03-14T06",
    "2026-03-14 06:30",
    "2026-03-14 06:30:00 UTC",
    "2026-03-14 06:30:00 +0100",
    "2026-03-14T06:30+01",
    "20260314T063000Z",
    "2026-W11-6T06:30Z",
    "2026-03-14T23:59:60Z",
    "2026-03-14T24:00",
    "2026-03-14T06:30:00+01:00[Europe/Berlin]",
    # headers of mail and HTTP
    "Sat, 14 Mar 2026 06:30:00 +0100",
    "Sat, 14 Mar 2026 06:30:00  0100",
    "Sat, 14 Mar 2026 06:30:00 GMT",
    "Sat, 14 Mar 2026 06:30:00 -0000 (UTC)",
    "Sat, 14 Mar 2026 06:30 EST",
    "Saturday, 14-Mar-2026 06:30:00 GMT",
    "14 Mar 2026 06:30:00 GMT",
    "14 mar 2026",
    "Sat Mar 14 06:30:00 2026",
]
NO_DAY = [
    "", " ", "yesterday", "now", "2026", "2026-03", "2026-3-14", "26-03-14", "14.03.2026", "14/03/2026", "03/14/2026", "2026/03/14",
    "2026-02-30", "2026-13-01", "2026-03-00", "0000-01-01", "20260230", "2026-W54-1", "2026-W11-8", "2026-W116", "2026-073", "2026073",
    "2026-03-14T", "2026-03-14T25:00", "2026-03-14T06:60", "2026-03-14T06:30:61", "2026-03-14T6:30", "2026-03-14T06:30:00+1",
    "2026-03-14T06:30:00Z extra", "2026-03-14\n06:30", "2026-03-142026-03-14", "1773466200", "1773466200000", "２０２６-03-14",
    "٢٠٢٦-03-14", "Tue, 30 Feb 2026 06:30:00 GMT", "Saturday, 14-Mar-26 06:30:00 GMT", "14 Foo 2026", "Mar 14, 2026", "14 March 2026",
    "-2026-03-14", "+2026-03-14", "2026-03-14/2026-03-15", "P1D", "<2026-03-14>", "\ud800", "2026-03-14\x00", "9" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("written", SAME_DAY)
def test_a_day_is_the_one_that_is_written(written: str) -> None:
    assert read_day(written) == DAY


@pytest.mark.parametrize("written", NO_DAY)
def test_anything_else_is_no_day(written: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read_day(written)
    assert type(caught.value) is ValueError


@given(st.datetimes(timezones=st.timezones()), st.sampled_from(["T", " "]))
def test_whatever_the_standard_library_writes_is_read(moment: datetime, separator: str) -> None:
    offset = moment.utcoffset()
    assert offset is not None
    assert read_day(moment.isoformat(separator, "minutes")[:16]) == moment.date()
    if moment.year >= 1000 and not offset.total_seconds() % 60:  # format_datetime writes shorter years short
        assert read_day(moment.isoformat(separator)) == moment.date()
        assert read_day(format_datetime(moment)) == moment.date()


@given(st.text())
def test_any_string_is_a_day_or_a_value_error(written: str) -> None:
    try:
        assert isinstance(read_day(written), date)
    except ValueError as error:
        assert type(error) is ValueError
