"""The catalogue: units, courses, apprenticeships and employer paths. Knows nothing of the api."""
