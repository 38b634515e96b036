using System.Globalization;
using System.Text;

namespace Baseline.Estates.Redaction;

/// <summary>
/// The names that stand for other names. The same name of the same kind always gets the same alias, in whatever letter
/// case it comes; aliases are numbered as they are asked for, so that they tell nothing of what they stand for.
/// </summary>
/// <param name="kept">Names that say nothing about anybody, and stay.</param>
internal sealed class Aliases(IEnumerable<string> kept)
{
    // What Azure lets such a resource be called: an account, say, has no hyphens.
    private static readonly Dictionary<string, string> Stems = new(StringComparer.OrdinalIgnoreCase)
    {
        ["resourceGroups"] = "group-",
        ["vaults"] = "vault-",
        ["managedHSMs"] = "hsm-",
        ["keys"] = "key-",
        ["storageAccounts"] = "account",
        ["userAssignedIdentities"] = "identity-",
        ["workspaces"] = "workspace-",
        ["namespaces"] = "namespace-",
        ["authorizationRules"] = "rule-",
        ["eventhubs"] = "hub-",
        ["storageTaskAssignments"] = "assignment-",
        ["storageTasks"] = "task",
        ["diagnosticSettings"] = "setting-",
        ["dataCollectionRules"] = "collection-rule-",
        ["dataCollectionRuleAssociations"] = "association-",
        ["destinations"] = "destination-",
        ["activityLogAlerts"] = "alert-",
        ["actionGroups"] = "actions-",
        ["managementGroups"] = "mg-",
        ["locks"] = "lock-",
        ["rules"] = "rule",
        ["tags"] = "tag-",
        ["values"] = "value-",
    };

    // Stands for any letter outside of ASCII.
    private const string OtherLetter = "\u00e9";

    private readonly HashSet<string> _kept = new(kept, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The alias of a name.</summary>
    /// <param name="kind">The last word of its type, such as <c>vaults</c>.</param>
    /// <param name="name">The name.</param>
    public string Of(string kind, string name)
    {
        if (name.Length == 0 || _kept.Contains(name) || name.StartsWith("insights-", StringComparison.OrdinalIgnoreCase))
        {
            return name;
        }

        if (kind.Equals("versions", StringComparison.OrdinalIgnoreCase))
        {
            return OfVersion(name);
        }

        // A deleted vault holds the name that a new one would have.
        if (kind.Equals("deletedVaults", StringComparison.OrdinalIgnoreCase))
        {
            return Of("vaults", name);
        }

        if (System.Guid.TryParse(name, out var guid))
        {
            return Of(guid);
        }

        // Azure loses the settings of what has other letters in its id, so that they decide, whichever they are.
        var beyond = Ascii.IsValid(name) ? "" : OtherLetter;
        return Find($"{kind}|{name}", kind, number => $"{Stems.GetValueOrDefault(kind, "name-")}{number:0000}{beyond}");
    }

    /// <summary>The alias of a GUID, whatever it is the id of.</summary>
    public string Of(Guid guid) =>
        Find($"guid|{guid}", "guid", number => $"00000000-0000-0000-0000-{number:000000000000}");

    /// <summary>The alias of a key's version: thirty-two hexadecimal digits, as Azure has them.</summary>
    public string OfVersion(string version) =>
        version.Length == 0 ? version : Find($"version|{version}", "version", number => $"{number:00000000000000000000000000000000}");

    private string Find(string key, string counter, Func<int, FormattableString> spell)
    {
        if (!_names.TryGetValue(key, out var alias))
        {
            var number = _counts.GetValueOrDefault(counter) + 1;
            _counts[counter] = number;
            _names[key] = alias = spell(number).ToString(CultureInfo.InvariantCulture);
        }

        return alias;
    }
}
