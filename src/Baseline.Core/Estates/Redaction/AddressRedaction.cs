using Baseline.Azure;
using Baseline.Azure.StorageAccounts;

namespace Baseline.Estates.Redaction;

/// <summary>Replaces the names in ids, paths of blobs, and addresses, and keeps the words of Azure between them.</summary>
internal sealed class AddressRedaction(Aliases aliases)
{
    private static readonly string[] Containers = [LogContainers.AuditEvent, LogContainers.ActivityLog, LogContainers.CategoryStart];
    private static readonly string[] KeyVaultHosts = [".vault.", ".vaultcore."];

    // Where services of Azure have their addresses; any other, such as that of a webhook, says whose it is.
    private static readonly string[] AzureDomains =
    [
        ".windows.net", ".azure.net", ".azure.com", ".azure.cn", ".azure.us", ".chinacloudapi.cn", ".usgovcloudapi.net", ".cloudapi.de",
        ".microsoftazure.de", ".azurewebsites.net", ".microsoft.com",
    ];

    /// <summary>The id of something.</summary>
    public ResourceId Id(ResourceId id) => ResourceId.Parse(Path(id.Text));

    /// <summary>
    /// What a lifecycle rule applies to: a container, and after it the resource that logged. Blobs have that part in capitals,
    /// and the rule compares letter by letter.
    /// </summary>
    public string BlobPrefix(string prefix)
    {
        var parts = prefix.Split('/', 2);

        // A rule may name less than the container: every beginning of its name matches it.
        var container = Containers.Any(name => name.StartsWith(parts[0], StringComparison.Ordinal)) || IsAzures("containers", parts[0])
            ? parts[0]
            : aliases.Of("containers", parts[0]);
        if (parts.Length == 1)
        {
            return container;
        }

        var owner = parts[1].IndexOf("=/", StringComparison.Ordinal);
        return owner < 0
            ? $"{container}/{aliases.Of("blobs", parts[1])}"
            : $"{container}/{parts[1][..(owner + 1)]}{Path(parts[1][(owner + 1)..])}";
    }

    /// <summary>
    /// An address: its first label is the name of a vault or an account, its path the name of a key. Of an address that is not one of
    /// Azure's nothing stays, as what it says may let somebody in.
    /// </summary>
    public string Uri(Uri address)
    {
        var labels = address.Host.Split('.', 2);
        var kind = KeyVaultHosts.Any(part => address.Host.Contains(part, StringComparison.OrdinalIgnoreCase)) ? "vaults"
            : address.Host.Contains(".managedhsm.", StringComparison.OrdinalIgnoreCase) ? "managedHSMs"
            : "storageAccounts";
        if (kind == "storageAccounts" && !AzureDomains.Any(domain => address.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)))
        {
            return $"{address.Scheme}://{aliases.Of("hosts", address.Host)}.invalid";
        }

        var host = labels.Length < 2 ? aliases.Of(kind, labels[0]) : $"{aliases.Of(kind, labels[0])}.{labels[1]}";
        return $"{address.Scheme}://{host}{KeyPath(address)}";
    }

    private string KeyPath(Uri address)
    {
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 2 or 3 && parts[0].Equals("keys", StringComparison.OrdinalIgnoreCase))
        {
            var key = $"/{parts[0]}/{aliases.Of("keys", parts[1])}";
            return parts.Length == 2 ? key : $"{key}/{aliases.OfVersion(parts[2])}";
        }

        return parts.Length == 0 && address.OriginalString.EndsWith('/') ? "/" : "";
    }

    /// <summary>An id or the path of a list, spelled otherwise as it was.</summary>
    public string Path(string path)
    {
        var segments = path.Split('/');
        string? kind = null;
        for (var at = 0; at < segments.Length; at++)
        {
            var segment = segments[at];
            if (segment.Length == 0)
            {
                continue;
            }

            if (segment.Equals("providers", StringComparison.OrdinalIgnoreCase) && kind is null)
            {
                // The provider's name follows, and after it the first type.
                at++;
                continue;
            }

            if (kind is null)
            {
                kind = segment;
                continue;
            }

            segments[at] = kind.Equals("roleDefinitions", StringComparison.OrdinalIgnoreCase) ? segment : Alias(kind, segment);
            kind = null;
        }

        return string.Join('/', segments);
    }

    /// <summary>
    /// Whether a name is one that Azure gives: of a log category, of the container of one, or of a table that nobody added.
    /// </summary>
    /// <param name="kind">The last part of the type of what has it, such as <c>tables</c>.</param>
    /// <param name="name">The name.</param>
    public static bool IsAzures(string kind, string name) => kind.ToLowerInvariant() switch
    {
        "diagnosticsettingscategories" => true,
        "containers" => name.StartsWith(LogContainers.CategoryStart, StringComparison.Ordinal),
        "tables" => !name.Contains('_', StringComparison.Ordinal),
        _ => false,
    };

    private string Alias(string kind, string segment)
    {
        // A region is nobody's name.
        if (kind.Equals("locations", StringComparison.OrdinalIgnoreCase) || IsAzures(kind, segment))
        {
            return segment;
        }

        var alias = aliases.Of(kind, segment);
        var isShouted = segment.Any(char.IsAsciiLetterUpper) && !segment.Any(char.IsAsciiLetterLower);
        return isShouted ? alias.ToUpperInvariant() : alias;
    }
}
