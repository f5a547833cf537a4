from django.urls import path

from symptoms import (
    check_views,
    guide_views,
    insight_urls,
    log_urls,
    quick_views,
    result_views,
    results_views,
)

app_name = "symptoms"
urlpatterns = [
    path("self-check/", check_views.start, name="start"),
    path("self-check/answers/", check_views.check_answers, name="answers"),
    path("self-check/clear/", check_views.clear, name="clear"),
    path("self-check/result/", result_views.result, name="result"),
    path("self-check/save/", result_views.save_plan, name="save_plan"),
    path("self-check/keep/", results_views.keep, name="keep"),
    path("self-check/again/", results_views.again, name="again"),
    path("self-check/history/", results_views.history, name="results"),
    path("self-check/history/compare/", results_views.compare_two, name="compare"),
    path("self-check/history/<uuid:public_id>/", results_views.one, name="kept_result"),
    path("self-check/region/", result_views.choose_region, name="region"),
    path("self-check/quick/", quick_views.screen, name="quick"),
    path("self-check/<slug:screen>/", check_views.screen, name="screen"),
    path("get-help/", guide_views.get_help, name="get_help"),
    path("how-we-decide/", guide_views.how_we_decide, name="how_we_decide"),
    *insight_urls.urlpatterns,
    *log_urls.urlpatterns,
]
