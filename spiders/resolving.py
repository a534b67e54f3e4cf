"""Names are looked up here, once, and what is no public address is never connected to.

A check before the request would not do: the name may answer differently a moment later. Here the addresses
that are judged are the ones that are connected to.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from .politeness import newsstand

NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))  # an IPv4 address in the last 32 bits

_STAND = (newsstand() or "").rpartition(":")[0]  # the one declared exception

refused: dict[str, str] = {}  # host -> the address for whose sake it is not connected to


def is_public(host: str) -> bool:
    """Return whether a resolved address belongs to the public internet, also one wrapped in IPv6.

    >>> [is_public(host) for host in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "fe80::1%eth0")]
    [True, False, False, False]
    """
    address = ip_address(host.partition("%")[0])
    inner = _wrapped(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        address = inner
    scoped = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or scoped)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it is of such a kind."""
    if any(address in network for network in NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class PublicResolver(CachingHostnameResolver):  # type: ignore[misc]  # Scrapy is untyped here
    """Resolves each name once in a run; a name with any address that is not public has none at all."""

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Pass on the addresses of a host, all or none."""
        vetted = _Vetted(resolutionReceiver, hostName)
        return super().resolveHostName(vetted, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Vetted:
    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver = receiver
        self._host = host
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        self._addresses.append(address)

    def resolutionComplete(self) -> None:
        judged = [] if self._host == _STAND else self._addresses
        inside = [address.host for address in judged if not is_public(address.host)]
        if inside:
            refused[self._host] = inside[0]
        for address in [] if inside else self._addresses:
            self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()
