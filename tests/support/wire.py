"""What every route takes, pages with their forms too, as one OpenAPI description; and what has no bound in it."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from tests.http.test_guards import routes_of

# What can be of few lengths only.
BOUND_BY_ITSELF = ("enum", "const")
BOUND_FORMATS = ("date", "date-time", "uuid", "binary")


def described(app: FastAPI) -> dict[str, Any]:
    """The description of all routes; those of pages are left out of the public one."""
    routes = [route for route in routes_of(app) if isinstance(route, APIRoute)]
    shown = [route.include_in_schema for route in routes]
    for route in routes:
        route.include_in_schema = True
    try:
        return get_openapi(title="all", version="0", routes=routes)
    finally:
        for route, before in zip(routes, shown, strict=True):
            route.include_in_schema = before


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def bodies(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield media_type, content["schema"]


def unbound(schema: dict[str, Any], description: dict[str, Any], where: str) -> Iterator[str]:
    """Each part that may be of any size: strings, lists, objects with any names."""
    schema = resolved(schema, description)
    for choices in ("anyOf", "oneOf", "allOf"):
        for choice in schema.get(choices, ()):
            yield from unbound(choice, description, where)
    kind = schema.get("type")
    if kind == "string" and not _is_bound(schema):
        yield where
    if kind == "array":
        if "maxItems" not in schema:
            yield f"{where}[]"
        yield from unbound(schema.get("items", {}), description, f"{where}[]")
    if kind == "object":
        more = schema.get("additionalProperties", "properties" not in schema)
        if more and "maxProperties" not in schema:
            yield f"{where}.*"
        if more and "propertyNames" not in schema:
            yield f"{where} names"
        yield from unbound(schema.get("propertyNames", {}), description, f"{where} names")
        if isinstance(more, dict):
            yield from unbound(more, description, f"{where}.*")
        for name, part in schema.get("properties", {}).items():
            yield from unbound(part, description, f"{where}.{name}")


def _is_bound(schema: dict[str, Any]) -> bool:
    return "maxLength" in schema or schema.get("format") in BOUND_FORMATS or any(k in schema for k in BOUND_BY_ITSELF)


def resolved(schema: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema
