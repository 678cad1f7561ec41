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


def filled(schema: dict[str, Any], description: dict[str, Any], sign: str) -> Any:
    """What fits the schema and is as large as it lets it be: every text made of this sign, every list with some."""
    schema = resolved(schema, description)
    for choices in ("anyOf", "oneOf", "allOf"):
        if choices in schema:
            return filled(schema[choices][0], description, sign)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "string":
            return _text(schema, sign)
        case "array":
            return [filled(schema["items"], description, sign)] * min(schema.get("maxItems", 1), MOST_ITEMS)
        case "object":
            parts = schema.get("properties", {})
            return {name: filled(part, description, sign) for name, part in parts.items()}
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
    return None


MOST_ITEMS = 20


def _text(schema: dict[str, Any], sign: str) -> str:
    if schema.get("format") == "date":
        return "2027-01-01"
    if "pattern" in schema:
        return "fi" if schema.get("maxLength") == 2 else "a"
    longest = schema.get("maxLength", 1)
    return (sign * longest)[:longest]


def _is_bound(schema: dict[str, Any]) -> bool:
    return "maxLength" in schema or schema.get("format") in BOUND_FORMATS or any(k in schema for k in BOUND_BY_ITSELF)


def resolved(schema: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema
