#!/usr/bin/env bash
# Writes the secrets docker-compose.yml reads, each once: what is there already is kept, for data is encrypted under it.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets

# Readable inside the containers, whose user is not ours; the folder is closed to everybody else.
once() { [ -s "secrets/$1" ] || { printf '%s' "$2" > "secrets/$1"; chmod 444 "secrets/$1"; }; }
password() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
key() { head -c 32 /dev/urandom | base64; }

for name in postgres_password owner_password application_password temporal_password; do once "$name" "$(password)"; done
for name in master_key seal_signing_key; do once "$name" "$(key)"; done
once database_url "postgres://dunghan_app:$(cat secrets/application_password)@postgres:5432/dunghan"
once superuser_database_url "postgres://postgres:$(cat secrets/postgres_password)@postgres:5432/postgres"
once migration_database_url "postgres://dunghan_owner:$(cat secrets/owner_password)@postgres:5432/dunghan"
echo "Secrets are in $(pwd)/secrets; keep a copy of master_key and seal_signing_key where the data's backups are not."
