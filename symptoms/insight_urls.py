"""What the log says, what goes to an appointment, and the log as a file."""

from django.urls import path

from symptoms import log_file_views, report_views, trends_views

urlpatterns = [
    path("log/trends/", trends_views.log_trends, name="trends"),
    path("log/trends/data.json", trends_views.log_trends_data, name="trends_data"),
    path("log/report/", report_views.report, name="report"),
    path("log/report/summary.pdf", report_views.report_pdf, name="report_pdf"),
    path("log/report/share/", report_views.report_share, name="report_share"),
    path(
        "log/report/unshare/<uuid:public_id>/", report_views.report_unshare, name="report_unshare"
    ),
    path("log/report/shared/<str:token>/", report_views.report_shared, name="report_shared"),
    path("log/files/", log_file_views.log_files, name="log_files"),
    path("log/files/log.csv", log_file_views.log_csv, name="log_csv"),
    path("log/files/log.json", log_file_views.log_json, name="log_json"),
    path("log/files/import/", log_file_views.log_import, name="log_import"),
]
