"""The command line: a second face of the core, without Qt and without a display.

Verbs and exit codes are part of the formats: others build on them.  This file imports nothing: the
program that only checks bundles takes a few modules from here, and no vault with them.
"""
