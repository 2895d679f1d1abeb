"""Settings: what the environment may say, and what stops the start."""

from __future__ import annotations

import dataclasses

import pytest

from bodycopy.config import MIB, Config, variable
from bodycopy.errors import ConfigError


def test_an_empty_environment_is_the_default() -> None:
    assert Config.from_env({"PATH": "/bin", "BODY": "copy"}) == Config()


def test_all_settings_are_read() -> None:
    given = {
        "host": "::1",
        "port": 9000,
        "workers": 3,
        "spares": 1,
        "threads": 2,
        "connections": 50,
        "queue": 4,
        "batches": 1,
        "deadline_seconds": 2,
        "wall_seconds": 9,
        "page_memory_bytes": 100_000_000,
        "recycle_pages": 10,
        "recycle_bytes": 200_000_000,
        "max_body_bytes": 1000,
        "max_page_bytes": 2000,
        "max_answer_bytes": 70_000,
        "head_seconds": 3,
        "body_seconds": 4,
        "send_seconds": 6,
        "keepalive_seconds": 0,
        "stop_seconds": 5,
        "worker_timeout_seconds": 17,
        "tokens": "one,two",
        "log_level": "warning",
    }
    assert list(given) == [setting.name for setting in dataclasses.fields(Config)]
    assert dataclasses.asdict(Config.from_env({variable(name): str(value) for name, value in given.items()})) == given


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BODYCOPY_PORT", "http"),
        ("BODYCOPY_PORT", ""),
        ("BODYCOPY_PORT", "65536"),
        ("BODYCOPY_PORT", "8_000"),
        ("BODYCOPY_PORT", "８０００"),
        ("BODYCOPY_PORT", "-1"),
        ("BODYCOPY_WORKERS", "0"),
        ("BODYCOPY_WORKERS", "two"),
        ("BODYCOPY_MAX_PAGE_BYTES", "20MB"),
        ("BODYCOPY_MAX_PAGE_BYTES", "1e6"),
        ("BODYCOPY_MAX_PAGE_BYTES", "9" * 5000),
        ("BODYCOPY_LOG_LEVEL", "INFO"),
        ("BODYCOPY_DEADLINE_SECONDS", "0"),
        ("BODYCOPY_HOST", ""),
        ("BODYCOPY_HOST", "a b"),
        ("BODYCOPY_HOST", "http://0.0.0.0"),
    ],
)
def test_a_bad_value_names_the_setting_the_value_and_what_to_do(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config.from_env({name: value})
    assert name in caught.value.message
    assert repr(value[:100])[:-1] in caught.value.message
    assert "Set it to" in caught.value.message
    assert len(caught.value.message) < 400


def test_an_unknown_name_is_named_with_the_settings_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        Config.from_env({"BODYCOPY_PROT": "8000"})
    assert "'BODYCOPY_PROT'" in caught.value.message
    assert "'8000'" in caught.value.message
    assert all(variable(setting.name) in caught.value.message for setting in dataclasses.fields(Config))


def test_what_other_programs_of_the_house_read_is_no_mistake() -> None:
    assert Config.from_env({"BODYCOPY_DATA": "/data", "BODYCOPY_IMAGE": "x"}) == Config()


def test_what_kubernetes_writes_beside_a_service_of_our_name_is_no_mistake() -> None:
    links = {
        "BODYCOPY_SERVICE_HOST": "10.0.0.1",
        "BODYCOPY_SERVICE_PORT": "8000",
        "BODYCOPY_SERVICE_PORT_HTTP": "8000",
        "BODYCOPY_PORT": "tcp://10.0.0.1:8000",
        "BODYCOPY_PORT_8000_TCP": "tcp://10.0.0.1:8000",
        "BODYCOPY_PORT_8000_TCP_PROTO": "tcp",
        "BODYCOPY_PORT_8000_TCP_PORT": "8000",
        "BODYCOPY_PORT_8000_TCP_ADDR": "10.0.0.1",
        "BODYCOPY_CANARY_SERVICE_HOST": "10.0.0.2",
        "BODYCOPY_CANARY_PORT": "tcp://10.0.0.2:8000",
    }
    assert Config.from_env(links) == Config()


def test_a_config_made_by_hand_is_checked_too() -> None:
    with pytest.raises(ConfigError, match="BODYCOPY_THREADS has the value '0'"):
        Config(threads=0)
    with pytest.raises(ConfigError, match="BODYCOPY_PORT"):
        dataclasses.replace(Config(), port=70_000)


def test_workers_stay_few_on_a_large_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(64)))
    assert Config().workers == 4
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {3})
    assert Config().workers == 1


def test_a_page_may_be_larger_than_the_body_that_brought_it() -> None:
    assert Config().max_page_bytes > Config().max_body_bytes > MIB


def test_tokens_are_printable_and_are_not_shown() -> None:
    for value in ("a token", "tök", "a\nb"):
        with pytest.raises(ConfigError, match="BODYCOPY_TOKENS") as caught:
            Config(tokens=value)
        assert value not in caught.value.message
    assert "hush" not in repr(Config(tokens="hush"))
