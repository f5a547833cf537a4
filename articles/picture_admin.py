"""Where editors keep pictures: upload, see what became of each, and where it stands."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import picture_block
from articles.picture import Picture, Rendition
from articles.picture_upload import examine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PictureForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = ["original", "title", "alt", "author", "licence", "source"]
        widgets = {"original": forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp"})}

    def clean_original(self) -> Any:
        """Refuse what is not a picture, and one that is here already. Its name and kind come from its bytes."""
        file = self.cleaned_data["original"]
        header = examine(file)
        digest = sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        if same := Picture.objects.filter(sha256=digest.hexdigest()).first():
            raise ValidationError(
                _("This picture is here already, as “%(title)s”."), params={"title": same.title}
            )
        self.instance.sha256, self.instance.kind = digest.hexdigest(), header.kind
        self.instance.width, self.instance.height = header.width, header.height
        return file


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    class Media:
        css = {"all": ["css/admin-articles.css", "css/admin-pictures.css"]}

    form = PictureForm
    list_display = ["small", "title", "status", "author", "licence", "added_at"]
    list_display_links = ["small", "title"]
    list_filter = ["state", "licence"]
    search_fields = ["title", "alt", "author"]
    actions = ["try_again"]
    new = ["original", "alt", "title", "author", "licence", "source"]
    known = ["large", "status", "title", "alt", "author", "licence", "source", "used", "files"]
    shown = ["large", "status", "used", "files"]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        kwargs["choices"] = [("", _("Choose one")), *Picture.Licence.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fields(self, request, obj=None):
        return self.known if obj else self.new

    def get_readonly_fields(self, request, obj=None):
        return self.shown if obj else []

    def get_queryset(self, request):
        plain = Rendition.objects.filter(kind="jpg")
        return super().get_queryset(request).prefetch_related(Prefetch("renditions", plain))

    def save_model(self, request, obj: Picture, form, change) -> None:
        obj.added_at = obj.added_at or timezone.now()
        super().save_model(request, obj, form, change)
        if change:
            picture_block.refresh(obj)

    def get_deleted_objects(self, objs, request):
        """The articles that show one of them stand in the way, whether in their blocks or as readers get them."""
        to_delete, counts, perms, protected = super().get_deleted_objects(objs, request)
        standing = [str(article) for picture in objs for article in picture.used_in()]
        return to_delete, counts, perms, protected or standing

    @admin.action(description=_("Try again to make them ready"), permissions=["change"])
    def try_again(self, request, pictures) -> None:
        failed = pictures.filter(state=Picture.State.FAILED)
        count = failed.update(state=Picture.State.WAITING, tries=0)
        self.message_user(request, _("%(count)d waiting.") % {"count": count})

    # ------------------------------------------------------------ what is shown

    @admin.display(description=_("picture"))
    def small(self, picture: Picture) -> SafeString:
        return drawn(picture, "pic-small")

    @admin.display(description=_("picture"))
    def large(self, picture: Picture) -> SafeString:
        return drawn(picture, "pic-large")

    @admin.display(description=_("state"), ordering="state")
    def status(self, picture: Picture) -> SafeString:
        return format_html(
            '<span class="pic-state {}">{}</span>', picture.state, picture.get_state_display()
        )

    @admin.display(description=_("where it stands"))
    def used(self, picture: Picture) -> "SafeString | StrOrPromise":
        links = [(one.pk, str(one)) for one in sorted(picture.used_in(), key=lambda one: one.title)]
        made = format_html_join("", '<li><a href="../../../article/{}/change/">{}</a></li>', links)
        return format_html("<ul>{}</ul>", made) if links else _("In no article yet.")

    @admin.display(description=_("files for the web"))
    def files(self, picture: Picture) -> "SafeString | StrOrPromise":
        """Widths across, formats down: what readers may get, in kilobytes."""
        found = list(Rendition.objects.filter(picture=picture).order_by("width"))
        if not found:
            return WORDS[picture.state]
        widths = sorted({one.width for one in found})
        sizes = {(one.kind, one.width): one for one in found}
        head = format_html_join("", '<th scope="col">{} px</th>', ((width,) for width in widths))
        rows = format_html_join("", "<tr><th scope=\"row\">{}</th>{}</tr>", (
            (label, format_html_join("", '<td><a href="{}">{} kB</a></td>', (
                (one.url, max(1, one.size // 1000)) for width in widths if (one := sizes.get((kind, width)))
            ))) for kind, label in (("avif", "AVIF"), ("webp", "WebP"), ("jpg", "JPEG"))
        ))  # fmt: skip
        return format_html(
            '<table class="pic-files"><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>',
            head,
            rows,
        )


WORDS = {
    "waiting": _("They are made within a few seconds. Reload this page to see them."),
    "making": _("They are being made. Reload this page to see them."),
    "failed": _("The file could not be read. Try another copy of it, or try again from the list."),
    "ready": _("There are none."),
}


def drawn(picture: Picture, look: str) -> SafeString:
    if not picture.thumb:
        return format_html('<span class="{} pic-none">{}</span>', look, picture.get_state_display())
    jpegs = sorted(picture.renditions.all(), key=lambda one: one.width)
    one = jpegs[0] if look == "pic-small" or len(jpegs) == 1 else jpegs[1]
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        look, one.url, one.width, one.height, picture.alt,
    )  # fmt: skip
