"""Cost comes after the limit: whatever is sent has a size before anything is made of it."""

import pytest
from fastapi import FastAPI

from tests.support.wire import bodies, described, operations, unbound

ON_SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@ON_SQLITE
async def test_every_string_and_list_that_any_route_takes_has_a_length(app: FastAPI) -> None:
    description = described(app)
    without: list[str] = []
    seen = 0
    for method, path, operation in operations(description):
        for parameter in operation.get("parameters", []):
            seen += 1
            without += unbound(parameter["schema"], description, f"{method} {path} {parameter['name']}")
        for _, schema in bodies(operation):
            seen += 1
            without += unbound(schema, description, f"{method} {path} body")
    assert seen > 150
    assert not without
