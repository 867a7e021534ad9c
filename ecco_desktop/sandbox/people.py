"""Fictitious people, companies and addresses of Brazil."""

import random

FIRST = [
    "Ana",
    "Bruno",
    "Carla",
    "Diego",
    "Elisa",
    "Fábio",
    "Gisele",
    "Heitor",
    "Irene",
    "João",
    "Karina",
    "Lucas",
    "Marta",
    "Nelson",
    "Olívia",
    "Paulo",
]
LAST = [
    "Almeida",
    "Barros",
    "Conceição",
    "Duarte",
    "Esteves",
    "Fonseca",
    "Gouveia",
    "Lima",
    "Moura",
    "Nogueira",
    "Prado",
    "Souza",
    "Teixeira",
]
PLACES = (
    ("Rua das Acácias", "Centro", "São Paulo", "SP", "01001000"),
    ("Avenida Afonso Pena", "Funcionários", "Belo Horizonte", "MG", "30130010"),
    ("Rua XV de Novembro", "Batel", "Curitiba", "PR", "80020310"),
    ("Avenida Boa Viagem", "Boa Viagem", "Recife", "PE", "51021000"),
    ("Rua da Praia", "Centro Histórico", "Porto Alegre", "RS", "90010000"),
    ("Avenida Atlântica", "Copacabana", "Rio de Janeiro", "RJ", "22010000"),
    ("Rua Chile", "Comércio", "Salvador", "BA", "40020000"),
)


def cpf(rng: random.Random) -> str:
    """A CPF with right check digits."""
    digits = [rng.randint(0, 9) for _ in range(9)]
    for weight in (10, 11):
        rest = sum(digit * (weight - place) for place, digit in enumerate(digits)) % 11
        digits.append(0 if rest < 2 else 11 - rest)
    return "".join(map(str, digits))


def cnpj(rng: random.Random) -> str:
    """A CNPJ with right check digits."""
    digits = [rng.randint(0, 9) for _ in range(8)] + [0, 0, 0, 1]
    weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
    for length in (12, 13):
        rest = sum(digit * weight for digit, weight in zip(digits, weights[-length:], strict=True)) % 11
        digits.append(0 if rest < 2 else 11 - rest)
    return "".join(map(str, digits))


def buyer(rng: random.Random, number: int, *, company: bool) -> dict[str, str]:
    """The billing block of an order, with the fields of the usual Brazilian plug-in."""
    first, last = rng.choice(FIRST), rng.choice(LAST)
    street, district, city, state, postcode = rng.choice(PLACES)
    return {
        "first_name": first,
        "last_name": last,
        "company": f"{last} Comércio Ltda" if company else "",
        "address_1": street,
        "address_2": rng.choice(["", "", "Apto 12", "Bloco B"]),
        "city": city,
        "state": state,
        "postcode": f"{postcode[:5]}-{postcode[5:]}",
        "country": "BR",
        "email": f"cliente{number}@example.com",
        "phone": f"(11) 4000-{number % 10000:04d}",
        "number": str(rng.randint(1, 2000)),
        "neighborhood": district,
        "persontype": "J" if company else "F",
        "cpf": "" if company else cpf(rng),
        "rg": "",
        "cnpj": cnpj(rng) if company else "",
        "ie": "",
        "birthdate": "",
        "gender": "",
        "cellphone": f"(11) 90000-{number % 10000:04d}",
    }
