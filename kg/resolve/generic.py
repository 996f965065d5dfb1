"""Names that tell nothing about a paper: generic words, whole fields, and remains without letters. They make hidden concepts."""

import re

_GENERIC_NAMES = """
    ablation, ablation study, abstract, accuracy gain, agent, ai, algorithm, analysis, application, approach, architecture,
    artificial intelligence, baseline, baseline model, benchmark, benchmark dataset, challenge, code, computation, computer
    vision, condition, context, corpus, data, dataset, decoder, deep learning, deep learning model, deep model, deep network,
    deep neural network model, domain, downstream task, encoder, error, evaluation, experiment, experimental result, feature,
    field, formulation, framework, function, image, improvement, inference, information, input, knowledge, language, large
    dataset, layer, learning, learning algorithm, literature, machine learning, machine learning model, measure, mechanism,
    method, methodology, metric, ml, model, module, natural language processing, network, network architecture, neural model,
    neural network model, nlp, novel method, novel model, objective, output, paper, parameter, performance, performance
    metric, pipeline, prediction, problem, procedure, process, processing, real data, real world data, real world dataset,
    research, result, sample, scheme, score, sentence, sequence, setting, solution, solver, state of the art, state of the art
    method, strategy, structure, study, synthetic data, synthetic dataset, system, task, technique, test, test data, test set,
    text, theory, time, token, tool, training, training data, training method, training set, unit, value, variant, weight,
    word, work
"""
_GENERIC = frozenset(" ".join(name.split()) for name in _GENERIC_NAMES.split(","))
_TELLING = re.compile(r"[^\W\d_]")


def is_generic(form: str) -> bool:
    """Tell whether a normal form names nothing in particular.

    >>> is_generic("method"), is_generic("2"), is_generic("beam search")
    (True, True, False)
    """
    return form in _GENERIC or len(form) < 2 or not _TELLING.search(form)
