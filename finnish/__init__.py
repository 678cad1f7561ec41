"""Finnish words: spoken forms, lemmas, compound parts. Plain Python that runs on 3.10 and 3.13."""
