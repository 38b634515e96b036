namespace Baseline.Cli.Formats.OtherTools;

/// <summary>What a write says to Azure, as far as it matters to another tool.</summary>
internal enum WriteKind
{
    /// <summary>A resource as it is to be: the body is the whole of it.</summary>
    Whole,

    /// <summary>A part of a resource: what the body does not name stays as it is.</summary>
    Part,

    /// <summary>The resource goes away.</summary>
    Removal,

    /// <summary>An action on a resource, such as adding one access policy to a vault.</summary>
    Action,

    /// <summary>What is written to is no id of the type that is given. No tool can be told of it.</summary>
    Unclear,
}
