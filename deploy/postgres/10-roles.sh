#!/usr/bin/env bash
# Runs once, on an empty data volume: the roles and databases of our processes and of Temporal.
set -euo pipefail

secret() { cat "/run/secrets/$1"; }

psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set owner="$(secret owner_password)" \
  --set application="$(secret application_password)" \
  --set temporal="$(secret temporal_password)" <<'SQL'
CREATE ROLE dunghan_owner LOGIN PASSWORD :'owner';
CREATE ROLE dunghan_app LOGIN BYPASSRLS PASSWORD :'application';
CREATE ROLE dunghan_reader NOLOGIN;
CREATE ROLE dunghan_province_reader NOLOGIN IN ROLE dunghan_reader;
CREATE ROLE dunghan_agency_reader NOLOGIN IN ROLE dunghan_reader;
CREATE ROLE dunghan_dossier_reader NOLOGIN IN ROLE dunghan_reader;
GRANT dunghan_province_reader, dunghan_agency_reader, dunghan_dossier_reader TO dunghan_app WITH INHERIT FALSE, SET TRUE;
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE dunghan OWNER dunghan_owner;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL

# Backups are taken over the network by the replication protocol, as the superuser.
echo "host replication postgres all scram-sha-256" >> "$PGDATA/pg_hba.conf"
