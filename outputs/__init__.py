"""What is made from an atlas, one target a module: RDF, SPARQL, the page, graph files, tables."""
