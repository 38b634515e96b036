using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;

namespace Baseline.TestKit;

/// <summary>What Microsoft's description of a type says of a request body.</summary>
/// <param name="ApiVersion">The api-version that was consulted: the one asked for, or the newest one before it.</param>
/// <param name="Problems">Each with the way to the member; empty for a good body.</param>
public sealed record ArmBodyReport(string ApiVersion, IReadOnlyList<string> Problems);

/// <summary>
/// Judges request bodies by Microsoft's own resource types: unknown members, wrong types, words that are not in an
/// enumeration, missing required members, and members that only Azure sets. A reference to another change, <c>${c1.…}</c>,
/// stands for a text of any form.
/// </summary>
public sealed class ArmBodyValidator
{
    /// <summary>Members of the envelope that the URL carries: no body needs them.</summary>
    private static readonly string[] InUrl = ["id", "name", "type", "apiVersion"];

    private readonly List<string> _problems = [];
    private readonly bool _isPatch;

    private ArmBodyValidator(bool isPatch) => _isPatch = isPatch;

    /// <summary>Judges a body.</summary>
    /// <param name="type">The resource type, such as <c>Microsoft.KeyVault/vaults/accessPolicies</c>.</param>
    /// <param name="apiVersion">The api-version that it is sent with.</param>
    /// <param name="method">PUT; or PATCH, which may leave out what is required; or DELETE, which has no body.</param>
    /// <param name="body">The body; undefined when none is sent.</param>
    public static ArmBodyReport Validate(string type, string apiVersion, string method, JsonElement body)
    {
        var (version, description) = ArmTypes.BodyOf(type, apiVersion);
        if (description is null)
        {
            return new ArmBodyReport("", [$"{type}: no such resource type in {apiVersion} or before"]);
        }

        if (method == "DELETE")
        {
            return new ArmBodyReport(version ?? "", body.ValueKind == JsonValueKind.Undefined ? [] : ["a DELETE has no body"]);
        }

        var validator = new ArmBodyValidator(method == "PATCH");
        validator.Check(description, body, "");
        return new ArmBodyReport(version ?? "", validator._problems);
    }

    private void Check(TypeBase type, JsonElement value, string path)
    {
        switch (type)
        {
            case ObjectType description:
                CheckObject(description.Properties, description.AdditionalProperties?.Type, value, path);
                break;
            case DiscriminatedObjectType description:
                CheckDiscriminated(description, value, path);
                break;
            case ArrayType description:
                CheckArray(description, value, path);
                break;
            case UnionType description:
                CheckUnion(description, value, path);
                break;
            case StringLiteralType description:
                CheckWord([description.Value], value, path);
                break;
            case StringType description:
                CheckText(description, value, path);
                break;
            case IntegerType description:
                CheckNumber(description, value, path);
                break;
            case BooleanType when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                Wrong(path, "true or false", value);
                break;
            case BooleanType or AnyType:
                break;
            default:
                throw new NotSupportedException($"{type.GetType().Name} at {path}");
        }
    }

    private void CheckObject(
        IReadOnlyDictionary<string, ObjectTypeProperty> members, TypeBase? others, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, "an object", value);
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            CheckMember(members, others, member, Join(path, member.Name));
        }

        // A PATCH leaves out what stays as it is; but a list is replaced, so its items are whole.
        foreach (var (name, _) in members.Where(member =>
            member.Value.Flags.HasFlag(ObjectTypePropertyFlags.Required)
            && !(_isPatch && !path.Contains('[', StringComparison.Ordinal))
            && !(path.Length == 0 && InUrl.Contains(member.Key))
            && IsMissing(value, member.Key)))
        {
            _problems.Add($"{Join(path, name)}: required, and missing");
        }
    }

    private void CheckMember(
        IReadOnlyDictionary<string, ObjectTypeProperty> members, TypeBase? others, JsonProperty member, string path)
    {
        if (members.TryGetValue(member.Name, out var property))
        {
            if (property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly))
            {
                _problems.Add($"{path}: read-only, Azure sets it");
            }
            else if (property.Description?.Contains("any combination of", StringComparison.Ordinal) == true
                && member.Value.ValueKind == JsonValueKind.String)
            {
                CheckCombination(property.Type.Type, member.Value, path);
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Check(property.Type.Type, member.Value, path);
            }
        }
        else if (others is not null)
        {
            Check(others, member.Value, path);
        }
        else
        {
            var near = members.Keys.FirstOrDefault(name => name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            _problems.Add($"{path}: no such member{(near is null ? "" : $", but \"{near}\" is one")}");
        }
    }

    /// <summary>Words with commas between them, such as the exceptions of a firewall, of each of which the type tells.</summary>
    private void CheckCombination(TypeBase type, JsonElement value, string path)
    {
        foreach (var word in (value.GetString() ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            Check(type, JsonSerializer.SerializeToElement(word), path);
        }
    }

    private void CheckDiscriminated(DiscriminatedObjectType description, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, "an object", value);
            return;
        }

        var kind = value.TryGetProperty(description.Discriminator, out var word) && word.ValueKind == JsonValueKind.String
            ? word.GetString() ?? ""
            : "";
        if (!description.Elements.TryGetValue(kind, out var element) || element.Type is not ObjectType variant)
        {
            var kinds = string.Join(", ", description.Elements.Keys);
            _problems.Add($"{Join(path, description.Discriminator)}: \"{kind}\" is not one of {kinds}");
            return;
        }

        var members = description.BaseProperties.Concat(variant.Properties)
            .DistinctBy(member => member.Key)
            .ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
        CheckObject(members, variant.AdditionalProperties?.Type, value, path);
    }

    private void CheckArray(ArrayType description, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(path, "a list", value);
            return;
        }

        CheckLength(value.GetArrayLength(), description.MinLength, description.MaxLength, path);
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            Check(description.ItemType.Type, item, $"{path}[{index}]");
        }
    }

    /// <summary>
    /// Words, with or without "or any other text": Azure's own enumerations are open in form, but not in what they mean, so
    /// another word is reported. Letter case does not matter to Azure.
    /// </summary>
    private void CheckUnion(UnionType description, JsonElement value, string path)
    {
        var variants = description.Elements.Select(element => element.Type).ToList();
        var words = variants.OfType<StringLiteralType>().Select(literal => literal.Value).ToList();
        if (words.Count > 0 && variants.TrueForAll(variant => variant is StringLiteralType or StringType))
        {
            CheckWord(words, value, path);
        }
        else if (!variants.Exists(variant => Fits(variant, value, path)))
        {
            _problems.Add($"{path}: fits none of the {variants.Count} forms that it may have");
        }
    }

    private bool Fits(TypeBase variant, JsonElement value, string path)
    {
        var trial = new ArmBodyValidator(_isPatch);
        trial.Check(variant, value, path);
        return trial._problems.Count == 0;
    }

    private void CheckWord(IReadOnlyList<string> words, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong(path, "a text", value);
        }
        else if (!words.Contains(value.GetString(), StringComparer.OrdinalIgnoreCase))
        {
            _problems.Add($"{path}: \"{value.GetString()}\" is not one of {string.Join(", ", words)}");
        }
    }

    private void CheckText(StringType description, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text)
        {
            Wrong(path, "a text", value);
        }
        else if (!text.Contains("${", StringComparison.Ordinal))
        {
            CheckLength(text.Length, description.MinLength, description.MaxLength, path);
            if (description.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant))
            {
                _problems.Add($"{path}: \"{text}\" does not match {pattern}");
            }
        }
    }

    /// <summary>Azure itself writes whole numbers as 30.0 in places (docs/azure.md#whole-numbers).</summary>
    private void CheckNumber(IntegerType description, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) || decimal.Truncate(number) != number)
        {
            Wrong(path, "a whole number", value);
        }
        else if (number < description.MinValue || number > description.MaxValue)
        {
            _problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {number} is not between {description.MinValue} and {description.MaxValue}"));
        }
    }

    private void CheckLength(long length, long? least, long? most, string path)
    {
        if (length < least || length > most)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: length {length} is not between {least} and {most}"));
        }
    }

    private void Wrong(string path, string wanted, JsonElement value)
    {
        var found = value.ValueKind.ToString().ToLowerInvariant();
        _problems.Add($"{(path.Length == 0 ? "the body" : path)}: must be {wanted}, and is {found}");
    }

    private static bool IsMissing(JsonElement value, string name) =>
        !value.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
