# A thing of a kind is a thing of every kind above it.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?x a ?d }
WHERE { ?c rdfs:subClassOf ?d . ?x a ?c FILTER(?c != ?d) }
