"""The rules that every address under /api/ keeps; each app's own addresses are in its `api.py`.

JSON only, and a mistake is answered by a problem (RFC 9457) that names the field. Unknown fields are
refused. Members come with their session and its CSRF token. What is made for a person is never cached.
"""
