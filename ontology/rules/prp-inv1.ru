# The inverse of a property holds the other way round.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?y ?q ?x }
WHERE { ?p owl:inverseOf ?q . ?x ?p ?y FILTER(isIRI(?y)) }
