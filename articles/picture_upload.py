"""What may be uploaded as a picture, and what we say when it may not."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from articles.picture_header import Header, Refused, read

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE, LONGEST_SIDE = 200, 16_000  # pixels
ENDINGS = {"jpeg": {".jpg", ".jpeg"}, "png": {".png"}, "webp": {".webp"}}
LARGE = _("The file is too large. Choose one of at most 20 MB.")
REASONS = {
    "unknown": _("This is not a JPEG, PNG or WebP picture. Save it as one of these, then choose it again."),
    "broken": _("The file is damaged or not complete. Save or download it again, then choose it."),
    "more": _("Something else is hidden behind the picture. Save it again in a picture program, then choose it."),
    "animated": _("The picture moves. Choose one that stands still."),
    "unusual": _("This is a rare kind of JPEG that many browsers cannot show. Save it as an ordinary JPEG or PNG."),
    "size": _("The picture is too large. Choose one of at most 40 megapixels, for example 7,000 by 5,500."),
    "unpacked": _("The file holds more than it says. Save it again in a picture program, then choose it."),
}  # fmt: skip


def examine(file: UploadedFile) -> Header:
    """The header of a picture we can use. Raises ValidationError with what to do about it."""
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(LARGE, code="large")
    try:
        header = read(whole(file), MOST_PIXELS)
    except Refused as refused:
        raise ValidationError(REASONS[refused.args[0]], code=refused.args[0]) from None
    check_sides(header)
    check_name(file.name or "", header)
    return header


def whole(file: UploadedFile) -> bytes:
    """All of it: at most MOST_BYTES, which was looked at first."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    return data


def check_sides(header: Header) -> None:
    sides = (header.width, header.height)
    if max(sides) > LONGEST_SIDE:
        raise ValidationError(REASONS["size"], code="size")
    if min(sides) < LEAST_SIDE:
        raise ValidationError(
            _("The picture is too small. Choose one of at least 200 by 200 pixels."), code="small"
        )


def check_name(name: str, header: Header) -> None:
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS[header.kind]:
        raise ValidationError(
            _("The file is a %(kind)s, but its name does not end in %(ending)s. Rename it, then choose it again."),
            params={"kind": header.kind.upper(), "ending": sorted(ENDINGS[header.kind])[-1]},
            code="name",
        )  # fmt: skip


class NothingHuge(FileUploadHandler):
    """Drops the bytes of a request once it has sent more than MOST_BYTES of files, and keeps the count.

    First in FILE_UPLOAD_HANDLERS: no visitor can fill the disk, and the form can still say what is wrong.
    """

    def __init__(self, request=None) -> None:
        super().__init__(request)
        self.total = self.of_this_file = 0

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.of_this_file = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.total += len(raw_data)
        self.of_this_file += len(raw_data)
        return None if self.total > MOST_BYTES else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.total <= MOST_BYTES:
            return None  # the handlers behind have it
        file = SimpleUploadedFile(self.file_name or "", b"", self.content_type or "")
        file.size = max(self.of_this_file, MOST_BYTES + 1)
        return file
