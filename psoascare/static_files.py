"""Static files as they are served: hashed names, and one style sheet instead of twenty."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import "([\w.-]+\.css)";')


class Storage(CompressedManifestStaticFilesStorage):
    """Joins the sheets that css/site.css imports, so that a page asks for one. Sources stay apart."""

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            source = self.open(SHEET).read().decode()
            joined = IMPORT.sub(lambda match: self.open(f"css/{match[1]}").read().decode(), source)
            self.delete(SHEET)
            self._save(SHEET, ContentFile(joined.encode()))
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, dry_run, **options)

    def compress_files(self, paths):
        """Only the names that pages ask for: compressing the rest is most of a first start."""
        asked_for = set(self.hashed_files.values())
        return super().compress_files(
            path for path in paths if path in asked_for and not path.endswith(".map")
        )
