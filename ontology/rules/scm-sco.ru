# A kind above a kind above a kind is above that kind.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?c rdfs:subClassOf ?e }
WHERE { ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e }
