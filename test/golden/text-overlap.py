"""ROUGE and BLEU of pairs of texts, by rouge-score 0.1.2 and sacrebleu 2.6.0.

Run: pip install rouge-score==0.1.2 sacrebleu==2.6.0 && python test/golden/text-overlap.py > test/golden/text-overlap.json
"""

import json
from rouge_score import rouge_scorer
import sacrebleu
pairs=[("the cat sat on the mat","the cat was on the mat"),("The Cat, sat; on the mat!","the cat sat on the mat"),("a b c d e","e d c b a"),
("It rains heavily in Lisbon today.","In Lisbon it is raining heavily today, says the forecast."),("no","yes"),("same words here and nothing more","same words here and nothing more"),
("$5.00 refund for order #4411","refund of $5.00 for order 4411"),("naïve café — déjà vu","naive cafe, deja vu"),("one","one two three four five six"),("","something"),
("don't stop it's fine; 3,000.5 items & more","do not stop, it is fine: 3,000.5 items and more"),("x-ray co-operation, 9-5 job.","x-ray cooperation 9-5 jobs"),("a a a a a a","a a b a"),
("the the the the the the the","the cat is on the mat the end"),("Hello world","Hello world"),("He said: \"no.\" Then left","He said: \"No\". Then he left")]
out=[]
for hyp,ref in pairs:
    s=rouge_scorer.RougeScorer(['rouge1','rouge2','rougeL'],use_stemmer=False).score(ref,hyp)
    out.append(dict(answer=hyp,reference=ref,rouge1=s['rouge1'].fmeasure,rouge2=s['rouge2'].fmeasure,rougeL=s['rougeL'].fmeasure,bleu=sacrebleu.sentence_bleu(hyp,[ref]).score))
print(json.dumps(dict(made_by="rouge-score 0.1.2, sacrebleu "+sacrebleu.__version__,pairs=out),indent=1,ensure_ascii=False))
