"""Layouts over one letter: each turns a Letter into text or bytes and changes no word of it."""
