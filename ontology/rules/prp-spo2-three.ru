# A chain of three properties makes a fourth. Longer chains need a rule of their own; a test sees to it.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT { ?w ?p ?z }
WHERE {
  ?p owl:propertyChainAxiom ?l1 .
  ?l1 rdf:first ?p1 ; rdf:rest ?l2 .
  ?l2 rdf:first ?p2 ; rdf:rest ?l3 .
  ?l3 rdf:first ?p3 ; rdf:rest rdf:nil .
  ?w ?p1 ?x .
  ?x ?p2 ?y .
  ?y ?p3 ?z .
}
