using System.Text.Json;

namespace Baseline.Cli.Formats.OtherTools;

/// <summary>How a language writes values.</summary>
internal interface IValueSyntax
{
    /// <summary>What stands between a member's name and its value, with its spaces.</summary>
    string Between { get; }

    /// <summary>What stands after an item of a list.</summary>
    string AfterItem { get; }

    /// <summary>Whether values of members on lines that follow each other begin in one column.</summary>
    bool IsAligned { get; }

    /// <summary>A member's name.</summary>
    string Name(string name);

    /// <summary>A text, with its quotes; what it refers to is an expression.</summary>
    string Text(string text);

    /// <summary>A number.</summary>
    string Number(JsonElement number);
}
