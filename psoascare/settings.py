"""All settings, from the environment. With none set: a complete site on this machine.

`docs/operating.md` lists every variable. A wrong value stops the start with a sentence that says
what to write (`psoascare/environment.py`).
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from psoascare import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# ------------------------------------------------------------------ who we are
PRODUCT_NAME = env.text("PRODUCT_NAME", "Psoascare")
SITE_URL = env.site_url("SITE_URL", "http://localhost:8000")  # links made outside a request
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "hello@localhost")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
IS_LOCAL = SITE_HOST in {"localhost", "127.0.0.1", "::1"}
IS_HTTPS = SITE_URL.startswith("https://")

DEBUG = env.switch("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", VAR_DIR / "secret.key", may_create=IS_LOCAL)
NOTES_KEYS = env.words("NOTES_KEYS")  # newest first; empty keeps one in VAR_DIR/notes.key
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if IS_LOCAL else SITE_HOST)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if IS_HTTPS else []

# ------------------------------------------------------------------ the parts
INSTALLED_APPS = [
    "psoascare.apps.PsoascareConfig",
    "reminders",
    "symptoms",
    "articles",
    "routines",
    "accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "content_editor",
    "django_prose_editor",
    "reversion",
    "rest_framework",
    "drf_spectacular",
    "accounts.apps.EditorsAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "psoascare.apps.StaticFiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "articles.picture_files.serve",
    "psoascare.compression.Pages",
    "csp.middleware.CSPMiddleware",
    "psoascare.headers.headers",
    "psoascare.api.problems_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "psoascare.headers.personal_pages_stay_private",
    "psoascare.pwa.offline_copies",
    "routines.gate.twin",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.own_time_zone",
    "accounts.middleware.RefusedFormsAre422",
]
ROOT_URLCONF = "psoascare.urls"
WSGI_APPLICATION = "psoascare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "psoascare.look.product",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "psoascare.templatetags.look",
                "routines.templatetags.figures",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# ------------------------------------------------------------------ where data lives
DATABASES = {"default": env.database(VAR_DIR / "psoascare.sqlite3")}
# SQLite leaves out the columns that an index only carries along; nothing is lost.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.redis_url()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url("CACHE_URL") or REDIS_URL,
        "KEY_PREFIX": "psoascare",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
    if REDIS_URL
    # Rate limits count in the cache, so it is shared by every process: a table, not memory.
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {
            "MAX_ENTRIES": 50_000
        },  # fewer, and a busy hour would forget who asked how often
    }
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
ORIGINALS_ROOT = VAR_DIR / "originals"  # what editors uploaded, as it came; never served
FILE_UPLOAD_HANDLERS = [
    "articles.picture_upload.NothingHuge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ------------------------------------------------------------------ Celery: the bell, never the ledger
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL  # without Redis each tick runs in beat's own process
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 8
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 900,  # above the task limit, always
        "unacked_restore_interval": 15,
        "unacked_restore_throttle": 1,
        "socket_timeout": 30,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 25,
        "global_keyprefix": "psoascare:",
    }
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 2,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.5,
}
SWEEP_SECONDS = env.number("SWEEP_SECONDS", 10, low=1)
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "reminders.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 60}},
}
if not env.text("DATABASE_URL"):  # a file of ours is ours to copy, at night
    CELERY_BEAT_SCHEDULE["backup"] = {
        "task": "psoascare.backup",
        "schedule": crontab(hour=3, minute=17),
        "options": {"expires": 3600},
    }
CELERY_BEAT_SCHEDULER = "reminders.beat:Scheduler"  # sweeps by itself while the queue is away
DEAD_MAN_URL = env.watcher_url("DEAD_MAN_URL")  # asked once a minute while reminders are swept

# ------------------------------------------------------------------ editors
EDITORIAL_APPROVALS = env.number("EDITORIAL_APPROVALS", 1)  # 0: one person may write and publish

# ------------------------------------------------------------------ mail
EMAIL_URL = env.text("EMAIL_URL")
EMAIL_BACKEND = "accounts.smtp.EmailBackend" if EMAIL_URL else "psoascare.mail.FileBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
for _name, _value in env.email(EMAIL_URL).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", f"{PRODUCT_NAME} <{CONTACT_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ------------------------------------------------------------------ notifications
VAPID_PRIVATE_KEY = env.text("VAPID_PRIVATE_KEY")  # empty keeps one in VAR_DIR/vapid.key
PUSH_HOSTS = env.words(
    "PUSH_HOSTS",
    "fcm.googleapis.com,.push.services.mozilla.com,.push.apple.com,.notify.windows.com",
)
PUSH_TEST_ORIGIN = ""  # tests set this, to reach a push service of their own on this machine

# ------------------------------------------------------------------ people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # no star: a code by e-mail is enough
ACCOUNT_FORMS = {"signup": "accounts.forms.SignUpForm"}
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "accounts.adapter.shown_as"
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True  # changing it there would show who has an account
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds; mail can be slow
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one takes over once it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = PRODUCT_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL and not IS_HTTPS
SESSION_COOKIE_AGE = int(timedelta(days=60).total_seconds())

# ------------------------------------------------------------------ safety of the wire
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "psoascare.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS and env.switch("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
if env.number("TRUSTED_PROXY_COUNT", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # an article of many blocks
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
    }
}

# ------------------------------------------------------------------ words, time and files
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = len(LANGUAGES) > 1  # the words in the code are English: one language looks nothing up
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "psoascare.static_files.Storage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# ------------------------------------------------------------------ the API
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.reading.StrictJSON"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.sessions.MemberSession"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.api.limits.Limit"],
    "DEFAULT_THROTTLE_RATES": {
        "visitor": "120/min",
        "member": "240/min",
        "evaluate": "30/min",
        "report": "6/hour",
        "helpful": "30/hour",
    },
    "DEFAULT_PAGINATION_CLASS": "accounts.api.paging.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "accounts.api.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": PRODUCT_NAME,
    "DESCRIPTION": "Exercises, routines, articles and the self-check as JSON; a member's own records.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "COMPONENT_SPLIT_REQUEST": True,  # what is only shown is not among what may be sent
    "POSTPROCESSING_HOOKS": [
        "psoascare.api_schema.any_answer_may_be_a_problem",
        "psoascare.api_schema.unknown_fields_are_refused",
    ],
}

# ------------------------------------------------------------------ logs: ids, never people
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "psoascare.logs.WithoutPersonalData"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["private"]}
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint": {"level": "ERROR"},  # else it tells each step of each PDF
        "fontTools": {"level": "ERROR"},
        "kombu.connection": {"level": "ERROR"},  # else it says that the queue in memory has no host
    },
}
