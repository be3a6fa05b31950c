#!/bin/sh
# Dépose un changement de RIB et suit son état : RELAIS_URL=… RELAIS_CLIENT=… RELAIS_SECRET=… sh portail.sh [clé]
set -eu
: "${RELAIS_URL:?adresse de Relais}" "${RELAIS_CLIENT:?client}" "${RELAIS_SECRET:?secret du client}"
cle=${1:-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}
dossier=$(mktemp -d)
trap 'rm -rf "$dossier"' EXIT
cd "$dossier"

# Ni le secret ni le jeton ne passent en argument : la liste des processus les montrerait.
renouveler_jeton() {
  printf 'user = "%s:%s"\n' "$RELAIS_CLIENT" "$RELAIS_SECRET" |
    curl -sS -f -m 30 -K - -d grant_type=client_credentials "${RELAIS_JETONS:-$RELAIS_URL/oauth2/token}" |
    sed -n 's/.*"access_token" *: *"\([^"]*\)".*/header = "Authorization: Bearer \1"/p' >jeton
}
appeler() { # écrit l'état HTTP, 000 sans réponse ; laisse en-têtes et corps dans des fichiers
  : >entetes
  : >corps
  curl -sS -m 30 -K jeton -D entetes -o corps -w '%{http_code}' "$@" || true
}
entete() { tr -d '\r' <entetes | awk -v nom="$1:" 'tolower($1) == tolower(nom) { print $2; exit }'; }
membre() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" corps; }
patienter() { sleep "$(entete Retry-After | grep . || echo 2)"; }

# 1. La clé et le contenu sont fixés avant le premier envoi ; un vrai portail les garde en base.
cat >demande.json <<'FIN'
{"canal": "portail", "portalReference": "FORM-12-34",
 "usager": {"identite": {"given_name": "Camille", "family_name": "DUPONT-TEST", "birthdate": "1980-05-17",
                         "gender": "female", "birthplace": "75107", "birthcountry": "99100"},
            "assurance": "franceconnect"},
 "form": {"titulaire": "usager", "iban": "FR7630006000011234567890189", "bic": "AGRIFRPP"}}
FIN
echo "clé $cle"
renouveler_jeton

# 2. Déposer : sans 202, renvoyer la même demande avec la même clé.
essais=0
while :; do
  etat=$(appeler -H "Idempotency-Key: $cle" -H 'Content-Type: application/json' --data-binary @demande.json \
    "$RELAIS_URL/api/v1/teleservices/changement-rib/submissions")
  case $etat in
    202) break ;;
    401) renouveler_jeton ;;
    000 | 409 | 429 | 502 | 503 | 504) echo "pas de réponse définitive ($etat) : même envoi, même clé" ;;
    *) cat corps >&2; exit 1 ;; # un refus : à corriger, un renvoi n'y changerait rien
  esac
  essais=$((essais + 1))
  [ "$essais" -lt 10 ] || { echo "à reprendre plus tard : sh portail.sh $cle" >&2; exit 75; }
  patienter
done
suivi=$(entete Location)
echo "reçue, numéro à donner à l'usager : $(membre reference)"

# 3. Suivre, sans rien retransférer tant que rien n'a changé.
etag='"aucun"' tours=0
while [ "$tours" -lt 60 ]; do
  etat=$(appeler -H "If-None-Match: $etag" "$RELAIS_URL$suivi")
  case $etat in
    200)
      etag=$(entete ETag)
      echo "$(membre title) : $(membre detail)"
      if grep -q '"final" *: *true' corps; then exit 0; fi ;;
    401) renouveler_jeton ;;
    304 | 000 | 429 | 502 | 503 | 504) ;;
    *) cat corps >&2; exit 1 ;;
  esac
  tours=$((tours + 1))
  patienter
done
echo "pas encore définitif : continuer à suivre $suivi" >&2
exit 75
