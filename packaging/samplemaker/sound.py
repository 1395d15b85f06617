"""A spoken recording, by a speaking machine: nobody's voice."""

from __future__ import annotations

import subprocess
from pathlib import Path

WORDS = (
    "Это записано для тех, кто будет читать мой рассказ. "
    "Защитнику, которого мне назначили, я звонил три раза. "
    "Первый раз никто не подошёл. Второй раз мне ответили, что он на заседании. "
    "На третий раз он сам взял трубку. Я назвал себя и спросил, могу ли я увидеть материалы. "
    "Он сказал, что показать ничего не может и что разговор окончен. "
    "Больше до него дозвониться я не смог."
)


def write(target: Path) -> None:
    """Speak the words into an Ogg file with Opus, 16 kHz, one channel."""
    voice = ["espeak-ng", "-v", "ru", "-s", "138", "-p", "34", "-g", "3", "--stdout", WORDS]
    spoken = subprocess.run(voice, capture_output=True, check=True).stdout
    command = ["ffmpeg", "-y", "-loglevel", "error", "-i", "-", "-ar", "16000", "-ac", "1"]
    command += ["-af", "lowpass=f=3800,highpass=f=180", "-c:a", "libopus", "-b:a", "20k"]
    command += ["-threads", "1", "-map_metadata", "-1", "-flags:a", "+bitexact"]
    command += ["-fflags", "+bitexact", "-f", "ogg", str(target)]
    subprocess.run(command, input=spoken, check=True)
