#!/usr/bin/env python3
"""configuration.py FILE linux|windows: the configuration that an installed node starts with, from the one in the repository.

It differs in where things lie, and in that it admits nobody: an installed node listens on a hospital's network.
"""
import sys

CLOSED = '''"scanners": [
    // { "aeTitle": "US1", "host": "10.0.0.5" }
  ]'''
OPEN = '''"scanners": [
    { "aeTitle": "*", "host": "*" }
  ]'''
PLACES = {
    "linux": {'"$schema": "./acsa.schema.json"': '"$schema": "/usr/lib/acsa-node/config/acsa.schema.json"', '"data": "../acsa-data"': '"data": "/var/lib/acsa-node"'},
    "windows": {'"data": "../acsa-data"': '"data": "data"'},
}


def main(file, system):
    with open(file, encoding="utf-8") as stream:
        text = stream.read()
    for old, new in {**PLACES[system], OPEN: CLOSED}.items():
        if text.count(old) != 1:
            sys.exit(f"configuration.py: {file} no longer holds this once, and was not converted: {old}")
        text = text.replace(old, new)
    sys.stdout.write(text)


main(*sys.argv[1:])
