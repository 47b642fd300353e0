# The value of a property belongs to the property's range. Datatypes aside: a literal is no subject in RDF 1.1.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?y a ?c }
WHERE { ?p rdfs:range ?c . ?x ?p ?y FILTER(isIRI(?y)) }
