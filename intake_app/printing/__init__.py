"""Printed documents as PDF bytes in memory, in every script the shipped fonts carry."""
