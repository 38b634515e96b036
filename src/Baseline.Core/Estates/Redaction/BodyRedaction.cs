using System.Globalization;
using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Estates.Redaction;

/// <summary>
/// Redacts a raw body. What a text is allowed to keep is decided by its member: a text of a member that is not known here
/// is replaced, so that a member that Azure adds tomorrow gives nothing away.
/// </summary>
/// <param name="aliases">The names that stand for other names.</param>
/// <param name="addresses">Redacts ids and addresses.</param>
/// <param name="words">Members with words of Azure's own, beside those that are known here.</param>
internal sealed class BodyRedaction(Aliases aliases, AddressRedaction addresses, IReadOnlyList<string> words)
{
    private const string Redacted = "redacted";

    // Members with words of Azure's own: kinds, regions, states, permissions.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "type", "kind", "location", "primaryLocation", "secondaryLocation", "state", "provisioningState", "category", "categoryGroup",
        "keySource", "keyType", "kty", "keyOps", "level", "principalType", "blobTypes", "defaultAction", "bypass", "source",
        "logAnalyticsDestinationType", "recoveryLevel", "keys", "secrets", "certificates", "storage", "family", "tier",
        "isolationScope", "accessTier", "minimumTlsVersion", "statusOfPrimary", "publicNetworkAccess", "timeGrain",
        "createdByType", "lastModifiedByType", "action", "locations", "categories", "registrationState", "namespace",
        "dnsEndpointType", "rights", "categoryType", "categoryGroups",
    };

    // Lists of a data collection rule's destinations, which its flows call by name.
    private static readonly HashSet<string> RuleDestinations = new(StringComparer.OrdinalIgnoreCase)
    {
        "logAnalytics", "storageAccounts", "eventHubs", "azureMonitorMetrics", "monitoringAccounts", "storageBlobsDirect",
        "storageTablesDirect", "eventHubsDirect", "azureDataExplorer", "microsoftFabric",
    };

    // Members whose own members are named by people.
    private static readonly HashSet<string> Maps = new(StringComparer.OrdinalIgnoreCase) { "tags", "metadata" };

    /// <summary>Writes the redacted body.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="body">The body of a resource.</param>
    /// <param name="id">What it is the body of.</param>
    public void Write(Utf8JsonWriter writer, JsonElement body, ResourceId id) =>
        WriteObject(writer, body, "", id.Type.Split('/')[^1], isResource: true);

    private void WriteObject(Utf8JsonWriter writer, JsonElement value, string parent, string kind, bool isResource = false)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            writer.WritePropertyName(MemberName(member.Name, parent));
            var isName = isResource && member.Name.Equals("name", StringComparison.OrdinalIgnoreCase);
            if (isName && member.Value.ValueKind == JsonValueKind.String)
            {
                var name = member.Value.GetString() ?? "";
                writer.WriteStringValue(AddressRedaction.IsAzures(kind, name) ? name : aliases.Of(kind, name));
            }
            else
            {
                WriteValue(writer, member.Value, member.Name, parent, kind);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter writer, JsonElement value, string member, string parent, string kind)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, member, kind);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteValue(writer, item, member, parent, kind);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text(value.GetString() ?? "", member, parent));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private string MemberName(string name, string parent) =>
        Maps.Contains(parent) ? aliases.Of("tags", name)
        : name.Contains('/', StringComparison.Ordinal) ? addresses.Path(name)
        : Guid.TryParse(name, out var guid) ? aliases.Of(guid)
        : name;

    private string Text(string text, string member, string parent)
    {
        if (Maps.Contains(parent))
        {
            return aliases.Of("values", text);
        }

        return text.Length == 0 || IsTime(text) || (IsWordOf(member, parent) && IsWord(text))
            ? text
            : Named(text, member, parent) ?? Reference(text) ?? Redacted;
    }

    /// <summary>A text that refers to something, whatever its member is called; null where it does not.</summary>
    private string? Reference(string text) =>
        Guid.TryParse(text, out var guid) ? aliases.Of(guid)
        : IsId(text) ? addresses.Path(text)
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? addresses.Uri(uri)
        : null;

    /// <summary>
    /// A text that is the name of something; null where the member holds no names. What can't be the name of anything stays so, or
    /// the estate would be judged otherwise.
    /// </summary>
    private string? Named(string text, string member, string parent) => (parent.ToLowerInvariant(), member.ToLowerInvariant()) switch
    {
        ("rules", "name") => aliases.Of("rules", text),
        (_, "name") when RuleDestinations.Contains(parent) => aliases.Of("destinations", text),
        ("dataflows", "destinations") => aliases.Of("destinations", text),
        ("dataflows" or "platformtelemetry", "streams") when IsStream(text) => text,
        ("dataflows", "transformkql") when text.Trim().Equals("source", StringComparison.OrdinalIgnoreCase) => text,
        (_, "containername") => aliases.Of("containers", text),
        (_, "keyname" or "keyversion" or "defaultencryptionscope") when text.Length > 0 && !ResourceId.IsName(text) => "/",
        (_, "keyname") => aliases.Of("keys", text),
        (_, "keyversion") => aliases.OfVersion(text),
        (_, "prefixmatch" or "prefix" or "excludeprefix") => addresses.BlobPrefix(text),
        (_, "eventhubname") => aliases.Of("eventhubs", text),
        (_, "defaultencryptionscope") => aliases.Of("encryptionScopes", text),
        (_, "equals" or "containsany") when AzureNames.OfEvent().IsMatch(text) => text,
        _ => null,
    };

    private bool IsWordOf(string member, string parent) =>
        Words.Contains(member)
        || words.Contains(member, StringComparer.OrdinalIgnoreCase)
        || (parent is "sku" or "operations" && member == "name");

    /// <summary>Whether a text can be a word of Azure's: a member may be used for something else by another provider.</summary>
    private static bool IsWord(string text) =>
        text.Length <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or ',' or ' ' or '/' or '-');

    /// <summary>Whether a text is a type of resources with a log or a metric of theirs, all in Azure's words.</summary>
    private static bool IsStream(string text) =>
        text.Split(':') is [var type, var what] && type.Contains('/', StringComparison.Ordinal) && IsWord(type) && IsWord(what);

    private static bool IsId(string text) =>
        text.Contains('/', StringComparison.Ordinal) && ResourceId.TryParse(text, out _);

    private static bool IsTime(string text) =>
        text.Length >= 10
        && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
