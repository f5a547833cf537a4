"""The places on the body a log entry may name. The keys are those of the body map's areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.TextChoices):
    """One area and one side, r or l: the person's own right or left."""

    ABDOMEN_R = "abdomen_r", _("Right lower tummy")
    ABDOMEN_L = "abdomen_l", _("Left lower tummy")
    GROIN_R = "groin_r", _("Front of right hip")
    GROIN_L = "groin_l", _("Front of left hip")
    OUTER_HIP_R = "outer_hip_r", _("Outer right hip")
    OUTER_HIP_L = "outer_hip_l", _("Outer left hip")
    FRONT_THIGH_R = "front_thigh_r", _("Front of right thigh")
    FRONT_THIGH_L = "front_thigh_l", _("Front of left thigh")
    INNER_THIGH_R = "inner_thigh_r", _("Inner right thigh")
    INNER_THIGH_L = "inner_thigh_l", _("Inner left thigh")
    KNEE_R = "knee_r", _("Right knee")
    KNEE_L = "knee_l", _("Left knee")
    MID_BACK_R = "mid_back_r", _("Right middle back")
    MID_BACK_L = "mid_back_l", _("Left middle back")
    LOW_BACK_R = "low_back_r", _("Right lower back")
    LOW_BACK_L = "low_back_l", _("Left lower back")
    BUTTOCK_R = "buttock_r", _("Right buttock")
    BUTTOCK_L = "buttock_l", _("Left buttock")
    BACK_THIGH_R = "back_thigh_r", _("Back of right thigh")
    BACK_THIGH_L = "back_thigh_l", _("Back of left thigh")
    CALF_R = "calf_r", _("Right calf or back of knee")
    CALF_L = "calf_l", _("Left calf or back of knee")
