# A chain of two properties makes a third.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?x ?p ?z }
WHERE {
  ?p owl:propertyChainAxiom ?l1 .
  ?l1 rdf:first ?p1 ; rdf:rest ?l2 .
  ?l2 rdf:first ?p2 ; rdf:rest rdf:nil .
  ?x ?p1 ?y .
  ?y ?p2 ?z .
}
