# The domain of a property is one of the properties below it.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?p rdfs:domain ?c }
WHERE { ?q rdfs:domain ?c . ?p rdfs:subPropertyOf ?q }
