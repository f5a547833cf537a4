from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """`?page=2&page_size=50`; never more than 100 a page. What is no number is an error, nothing at all too."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_page_number(self, request, paginator) -> int | str:
        if "" in request.query_params.getlist(self.page_query_param):
            raise ValidationError({self.page_query_param: _("Write a number: 1 is the first.")})
        return super().get_page_number(request, paginator)

    def get_page_size(self, request) -> int | None:
        asked = request.query_params.getlist(self.page_size_query_param)
        if any(not (one.isascii() and one.isdigit() and int(one)) for one in asked):
            raise ValidationError({self.page_size_query_param: _("Write a number from 1 to 100.")})
        return super().get_page_size(request)
