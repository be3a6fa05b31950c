// Dépose un changement de RIB et suit son état : RELAIS_URL=… RELAIS_CLIENT=… RELAIS_SECRET=… node portail.mjs [clé]
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const { RELAIS_URL, RELAIS_CLIENT, RELAIS_SECRET, RELAIS_JETONS = `${RELAIS_URL}/oauth2/token` } = process.env;
const attendre = (secondes) => pause(secondes * 1000);
class Refus extends Error {} // à corriger : un renvoi n'y changerait rien
let jeton;

async function demanderJeton() {
  const identifiants = [RELAIS_CLIENT, RELAIS_SECRET].map(encodeURIComponent).join(':');
  const reponse = await fetch(RELAIS_JETONS, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(identifiants)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(30_000),
  });
  if (reponse.status >= 500) throw new Error(`pas de jeton : ${reponse.status}`);
  if (!reponse.ok) throw new Refus(`pas de jeton : ${await reponse.text()}`);
  return (await reponse.json()).access_token;
}

/** Réessaie ce qui n'a pas de réponse définitive : la même requête, donc la même clé. */
async function appeler(chemin, requete) {
  for (let essai = 0; essai < 10; essai++) {
    let reponse, texte;
    try {
      jeton ??= await demanderJeton();
      const headers = { ...requete.headers, authorization: `Bearer ${jeton}` };
      reponse = await fetch(RELAIS_URL + chemin, { ...requete, headers, signal: AbortSignal.timeout(30_000) });
      texte = await reponse.text();
    } catch (sansReponse) {
      if (sansReponse instanceof Refus) throw sansReponse;
      console.log(`pas de réponse (${sansReponse.message}) : même envoi, même clé`);
      await attendre(2);
      continue;
    }
    if (reponse.ok || reponse.status === 304) return { reponse, corps: texte && JSON.parse(texte) };
    if (reponse.status === 401) jeton = undefined;
    else if (![409, 429, 502, 503, 504].includes(reponse.status)) throw new Refus(texte);
    await attendre(Number(reponse.headers.get('retry-after') ?? 2));
  }
  throw new Error('Relais ne répond pas : à reprendre plus tard, avec la même clé');
}

// 1. La clé et le contenu sont fixés avant le premier envoi ; un vrai portail les garde en base.
const cle = process.argv[2] ?? randomUUID();
const demande = JSON.stringify({
  canal: 'portail',
  portalReference: 'FORM-12-34',
  usager: {
    identite: {
      given_name: 'Camille', family_name: 'DUPONT-TEST', birthdate: '1980-05-17',
      gender: 'female', birthplace: '75107', birthcountry: '99100',
    },
    assurance: 'franceconnect',
  },
  form: { titulaire: 'usager', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' },
});
console.log(`clé ${cle}`);

// 2. Déposer : sans 202, renvoyer la même demande avec la même clé.
const depot = await appeler('/api/v1/teleservices/changement-rib/submissions', {
  method: 'POST',
  headers: { 'idempotency-key': cle, 'content-type': 'application/json' },
  body: demande,
});
console.log(`reçue, numéro à donner à l'usager : ${depot.corps.reference}`);

// 3. Suivre, sans rien retransférer tant que rien n'a changé.
let etag = '"aucun"';
for (let tour = 0; tour < 60; tour++) {
  const { reponse, corps } = await appeler(depot.corps.links.self.href, { headers: { 'if-none-match': etag } });
  if (reponse.status === 200) {
    etag = reponse.headers.get('etag');
    console.log(`${corps.wording.title} : ${corps.wording.detail}`);
    if (corps.final) process.exit(0);
  }
  await attendre(2);
}
throw new Error(`pas encore définitif : continuer à suivre ${depot.corps.links.self.href}`);
