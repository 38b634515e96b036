using System.Text.Json;

namespace Baseline.Files;

/// <summary>Tells what a file holds, so that one given in the wrong place can be named for what it is. Pure.</summary>
public static class FileContent
{
    /// <summary>What stands at the start of a text is enough to tell what it is.</summary>
    private const int MostOfText = 1 << 16;

    private const int MaxDepth = 256;

    private static readonly byte[][] DocumentKeys =
    [
        [.. "apiVersion:"u8], [.. "kind: Baseline"u8], [.. "metadata:"u8], [.. "controls:"u8], [.. "scope:"u8], [.. "exemptions:"u8],
        [.. "limits:"u8], [.. "extends:"u8],
    ];

    /// <summary>What a file holds.</summary>
    /// <param name="bytes">Its content; a start of it is enough where it is no JSON.</param>
    public static ContentKind Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        ReadOnlySpan<byte> gzip = [0x1F, 0x8B];
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith(gzip))
        {
            return ContentKind.Archive;
        }

        var text = (bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes).TrimStart(" \t\r\n"u8);
        var kind = text.StartsWith("{"u8) || text.StartsWith("["u8) ? OfJson(text) : ContentKind.Unknown;
        return kind == ContentKind.Unknown ? OfText(text[..Math.Min(text.Length, MostOfText)]) : kind;
    }

    /// <summary>What a kind is called in a sentence, with its article.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(ContentKind kind) => kind switch
    {
        ContentKind.Unknown => "a file of another kind",
        ContentKind.Document => "a baseline document",
        ContentKind.Estate => "an estate file",
        ContentKind.Plan => "a saved plan",
        ContentKind.Journal => "the journal of a run",
        ContentKind.PrintedPlan => "a plan as text",
        ContentKind.Html => "an HTML page",
        ContentKind.Comment => "a plan as Markdown",
        ContentKind.Sarif => "a SARIF log",
        ContentKind.Xml => "an XML file, such as JUnit results",
        ContentKind.Csv => "a plan as CSV",
        ContentKind.Schema => "a JSON Schema",
        ContentKind.Role => "a custom role",
        ContentKind.Template => "an ARM template or Bicep",
        ContentKind.Archive => "an archive",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of content."),
    };

    private static ContentKind OfText(ReadOnlySpan<byte> text)
    {
        var isPage = text.StartsWith("<!doctype html"u8) || text.StartsWith("<!DOCTYPE html"u8) || text.StartsWith("<html"u8);
        return isPage ? ContentKind.Html
            : text.StartsWith("<!-- baseline"u8) ? ContentKind.Comment
            : text.StartsWith("<"u8) ? ContentKind.Xml
            : text.StartsWith("control,verdict,"u8) ? ContentKind.Csv
            : text.StartsWith("targetScope"u8) ? ContentKind.Template
            : HasKeyOfDocument(text) ? ContentKind.Document
            : text.IndexOf("\nPlan: "u8) >= 0 && text.IndexOf(" to create, "u8) >= 0 ? ContentKind.PrintedPlan
            : ContentKind.Unknown;
    }

    private static bool HasKeyOfDocument(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            foreach (var key in DocumentKeys)
            {
                if (line.StartsWith(key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ContentKind OfJson(ReadOnlySpan<byte> text)
    {
        var (names, schema) = MembersOf(text);
        bool Has(string name) => names.Contains(name);
        return Has("event") && (Has("formatVersion") || Has("change")) ? ContentKind.Journal
            : Has("apiVersion") || (Has("controls") && Has("scope")) ? ContentKind.Document
            : schema.Contains("json-schema.org", StringComparison.OrdinalIgnoreCase) ? ContentKind.Schema
            : schema.Contains("sarif", StringComparison.OrdinalIgnoreCase) || (Has("runs") && Has("version")) ? ContentKind.Sarif
            : schema.Contains("deploymentTemplate", StringComparison.OrdinalIgnoreCase) ? ContentKind.Template
            : (Has("changes") && Has("findings")) || (Has("digest") && Has("baseline")) ? ContentKind.Plan
            : (Has("subscriptions") || Has("resources")) && (Has("formatVersion") || Has("capturedAt")) ? ContentKind.Estate
            : Has("IsCustom") || Has("AssignableScopes") ? ContentKind.Role
            : ContentKind.Unknown;
    }

    /// <summary>The members of the first object, as far as it can be read, and what its <c>$schema</c> says.</summary>
    private static (HashSet<string> Names, string Schema) MembersOf(ReadOnlySpan<byte> text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var schema = "";
        var options = new JsonReaderOptions
        {
            AllowMultipleValues = true,
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        };
        var reader = new Utf8JsonReader(text, options);
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                // The first object of a list tells what the list is of.
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString() ?? "";
                names.Add(name);
                reader.Read();
                schema = name == "$schema" && reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : schema;
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was read up to here tells enough: the file may be cut short.
        }

        return (names, schema);
    }
}
