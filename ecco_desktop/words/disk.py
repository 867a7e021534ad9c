"""What a disk or a folder refused, in words: the `detail` of sentences about files."""

import errno

from ecco_desktop.words.speech import N_, _

# Windows says the same of a file that another program has open and of a folder that is not ours.
_CLOSED = N_("o arquivo está aberto em outro programa, como o Excel, ou a pasta não permite o acesso")
_WORDS = {
    errno.ENOSPC: N_("o disco está cheio"),
    errno.EDQUOT: N_("o disco está cheio"),
    errno.EFBIG: N_("o arquivo é grande demais"),
    errno.EROFS: N_("o disco não permite gravação"),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EBUSY: N_("o arquivo está em uso por outro programa"),
    errno.ETXTBSY: N_("o arquivo está em uso por outro programa"),
    errno.ENOENT: N_("a pasta ou o arquivo não existe"),
    errno.ENOTDIR: N_("o caminho passa por um arquivo como se fosse pasta"),
    errno.EISDIR: N_("há uma pasta com este nome"),
    errno.ENOTEMPTY: N_("há uma pasta com este nome"),
    errno.EEXIST: N_("já existe algo com este nome"),
    errno.ELOOP: N_("há um atalho (link) no lugar do arquivo"),
    errno.ENAMETOOLONG: N_("o nome do arquivo é longo demais"),
    errno.EINVAL: N_("o nome não serve ou não é um arquivo comum"),
    errno.EIO: N_("o disco não responde"),
    errno.ENODEV: N_("o disco não está mais ligado"),
    errno.ENXIO: N_("o disco não está mais ligado"),
    errno.ESTALE: N_("a pasta da rede não responde"),
    errno.ETIMEDOUT: N_("a pasta da rede não responde"),
    errno.ENETUNREACH: N_("a pasta da rede não responde"),
}


def disk_words(error: OSError) -> str:
    """Why, in a few words of the language of now."""
    words = _WORDS.get(error.errno or 0)
    return _(words) if words else _("erro {0} do disco").format(error.errno or "?")
