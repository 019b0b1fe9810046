#!/usr/bin/python3
"""validate.py FILE…: says "valid" for each list of contents that fits the schema of CycloneDX 1.5 beside this file; ends with 1 at the first that does not."""
import copy
import json
import os
import sys

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))


def load(name):
    with open(name, encoding="utf-8") as stream:
        return json.load(stream)


schema = load(os.path.join(HERE, "bom-1.5.SNAPSHOT.schema.json"))
beside = {f"http://cyclonedx.org/schema/{name}": load(os.path.join(HERE, name)) for name in ("spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")}
validator = jsonschema.Draft7Validator(schema, resolver=jsonschema.RefResolver(schema["$id"], schema, beside))
for path in sys.argv[1:]:
    document = load(path)
    for error in validator.iter_errors(document):
        sys.exit(f"{path}: {list(error.path)}: {error.message}")
    broken = copy.deepcopy(document)
    broken["components"][0]["licenses"] = [{"license": {"id": "no licence"}}]
    if validator.is_valid(broken):
        sys.exit("the schema was not applied")
    print("valid")
