FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PORT=8000 WEB_CONCURRENCY=2 VAR_DIR=/var/lib/psoascare STATIC_ROOT=/app/collected
WORKDIR /app

# pango, with which the page for an appointment becomes a PDF.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# The static files belong to this image, not to the volume: a new image brings its own.
RUN useradd --system psoascare \
    && mkdir -p "$VAR_DIR" && chown psoascare "$VAR_DIR" \
    && VAR_DIR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 && rm -rf /tmp/build

USER psoascare
VOLUME /var/lib/psoascare
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "psoascare.probe", "web"]
CMD ["gunicorn", "psoascare.wsgi", "--worker-class", "gthread", "--threads", "4", "--max-requests", "1000", "--max-requests-jitter", "100", "--no-control-socket"]
