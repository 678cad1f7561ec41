"""Every route has a guard, and each guard keeps out whom it should."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route

from api.platform.dependencies import is_guard
from api.staff.guards import RequireStaff
from api.staff.model import Role
from tests.support.talk import hire

PUBLIC = {
    ("GET", "/"), ("GET", "/widget.js"), ("GET", "/chat"), ("GET", "/tietosuoja"), ("GET", "/saavutettavuus"),
    ("GET", "/health/live"), ("GET", "/health/ready"),
    ("POST", "/api/conversations"), ("GET", "/api/catalogue/search"), ("GET", "/api/catalogue/{key}"),
    ("POST", "/api/recommendations"),
    ("GET", "/api/docs"), ("GET", "/api/openapi.json"), ("MOUNT", "/static"), ("MOUNT", "/static/swagger"),
    ("POST", "/api/continue"),
    ("GET", "/api/assessment/instruments"), ("POST", "/api/assessment/{instrument}/next"),
    ("POST", "/api/assessment/{instrument}/profile"), ("GET", "/api/shared-profiles/{code}"),
    ("GET", "/kirjaudu"), ("POST", "/kirjaudu"), ("POST", "/api/staff/session"),
}  # fmt: skip


def routes_of(app) -> list:
    found = []
    for route in app.routes:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        found += routes_of(inner) if inner is not None and not isinstance(route, (Route, Mount)) else [route]
    return found


def guards_of(dependant) -> list:
    found = [dependant.call] if is_guard(dependant.call) else []
    return found + [guard for child in dependant.dependencies for guard in guards_of(child)]


def staff_routes(app: FastAPI) -> Iterator[tuple[str, str, RequireStaff]]:
    for route in routes_of(app):
        if isinstance(route, APIRoute):
            for guard in guards_of(route.dependant):
                if isinstance(guard, RequireStaff):
                    path = route.path.replace("{handover_id}", "1").replace("{staff_id}", "x")
                    path = path.replace("{conversation_id}", "x").replace("{koppi_id}", "1")
                    yield from ((method, path, guard) for method in route.methods)


def test_every_route_has_a_guard_or_is_listed_as_public(app: FastAPI) -> None:
    open_routes, count = set(), 0
    for route in routes_of(app):
        count += 1
        if isinstance(route, APIRoute) and guards_of(route.dependant):
            continue
        if isinstance(route, Mount):
            open_routes.add(("MOUNT", route.path))
            continue
        open_routes |= {(method, route.path) for method in route.methods - {"HEAD"}}
    assert count > 40
    assert open_routes == PUBLIC


async def test_no_staff_route_answers_without_a_sign_in(app: FastAPI, client: httpx.AsyncClient) -> None:
    routes = list(staff_routes(app))
    assert len(routes) > 20
    for method, path, _ in routes:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "askel_staff=wrong"}):
            answer = await client.request(method, path, headers=headers)
            assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (401, "not-signed-in"), path


@pytest.mark.parametrize("role", Role)
async def test_no_role_can_do_what_another_is_for(app: FastAPI, client: httpx.AsyncClient, role: Role) -> None:
    worker = await hire(app, client, "joku", role)
    for method, path, guard in staff_routes(app):
        if guard.roles and role not in guard.roles:
            answer = await client.request(method, path, headers=worker.headers)
            assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (403, "wrong-role"), path
