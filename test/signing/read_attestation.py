"""Reads an attestation with the DSSE library of the in-toto project, and its bill of materials with that of CycloneDX."""

import base64
import json
import subprocess
import sys
import tempfile
from datetime import datetime

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import Key

ARMOUR = "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n"


class SshKey(Key):
    """A key whose signatures OpenSSH checks: the library knows none of its own for SSHSIG."""

    def __init__(self, keyid, signers, principal, time):
        super().__init__(keyid, "ssh", "sshsig", {})
        self.signers, self.principal, self.time = signers, principal, time

    @classmethod
    def from_dict(cls, keyid, key_dict):
        raise NotImplementedError

    def to_dict(self):
        raise NotImplementedError

    def verify_signature(self, signature, data):
        with tempfile.NamedTemporaryFile("w", suffix=".sig") as file:
            file.write(ARMOUR.format(base64.b64encode(bytes.fromhex(signature.signature)).decode()))
            file.flush()
            command = ["ssh-keygen", "-Y", "verify", "-f", self.signers, "-I", self.principal, "-n", "stagemark"]
            command += ["-s", file.name, f"-Overify-time={self.time}"]
            if subprocess.run(command, input=data, capture_output=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"}).returncode:
                raise UnverifiedSignatureError("OpenSSH says no")


def main(attestation, signers, bom):
    with open(attestation) as file:
        envelope = Envelope.from_dict(json.load(file))
    statement = json.loads(envelope.payload)
    predicate = statement["predicate"]
    time = datetime.strptime(predicate["at"], "%Y-%m-%dT%H:%M:%SZ").strftime("%Y%m%d%H%M%S")
    [keyid] = envelope.signatures
    key = SshKey(keyid, signers, predicate["by"].split("<")[1].rstrip(">"), time)
    accepted = list(envelope.verify([key], 1))
    envelope.payload = envelope.payload.replace(b"Production", b"Promotion!")
    try:
        envelope.verify([key], 1)
        forged = "accepted"
    except Exception as error:
        forged = type(error).__name__
    with open(bom) as file:
        errors = JsonStrictValidator(SchemaVersion.V1_6).validate_str(file.read())
    print(
        json.dumps(
            {
                "type": envelope.payload_type,
                "statement": statement["_type"],
                "accepted": len(accepted),
                "forged": forged,
                "bom": None if errors is None else str(errors),
            }
        )
    )


main(*sys.argv[1:])
